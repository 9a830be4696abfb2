# The system keeps one place in its lists for the whole process: each listing is whole all the same.
import grp, pwd, threading
users, groups, wrong = pwd.getpwall(), grp.getgrall(), []
def compare():
    for _ in range(20):
        if pwd.getpwall() != users or grp.getgrall() != groups or pwd.getpwuid(0) != next(u for u in users if u.pw_uid == 0):
            wrong.append(1)
threads = [threading.Thread(target=compare) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(users) > 0, len(groups) > 0, wrong)
# expect: True True []
