import threading
main = threading.main_thread()
def work():
    main.join()
    print(main.is_alive(), main in threading.enumerate(), threading.main_thread() is main)
threading.Thread(target=work).start()

# expect: False True True
