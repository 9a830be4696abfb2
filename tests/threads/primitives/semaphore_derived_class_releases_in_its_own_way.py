import threading


class Noisy(threading.Semaphore):
    def release(self, n=1):
        print("release", n)
        super().release(n)


semaphore = Noisy(1)
with semaphore:
    print(semaphore._value)  # expect: 0
# expect: release 1
print(semaphore._value)  # expect: 1
