raise SystemExit("message on stderr")
# expect error: message on stderr
