import threading


class Named(threading.Thread):
    pass


thread = Named(target=print, args=("called",))
thread.run()
try:
    thread.run()
except AttributeError as error:
    print(error)
nothing = threading.Thread(args=None)
nothing.run()
print(threading.Thread(target=len, args=("",), kwargs=None).run())

# expect: called
# expect: 'Named' object has no attribute '_target'
# expect: None
