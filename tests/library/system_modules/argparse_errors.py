import argparse
p = argparse.ArgumentParser(prog="tool")
p.add_argument("n", type=int)
p.parse_args(["abc"])
# expect stderr: usage: tool [-h] n
# expect stderr: tool: error: argument n: invalid int value: 'abc'
# exit: 2
