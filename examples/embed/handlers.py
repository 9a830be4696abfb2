"""What examples/embed/httpd answers."""
import threading

lock = threading.Lock()
served = 0


def handle(request):
    """Called by the server's threads, several at once."""
    global served
    with lock:
        served += 1
    path = request["path"]
    if path == "/":
        return "hello\n"
    if path == "/count":
        return f"{served}\n"
    if path == "/echo":
        return request["body"]
    return 404, f"no {path} here\n"
