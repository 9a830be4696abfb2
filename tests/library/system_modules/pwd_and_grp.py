import grp, os, pwd, shutil, subprocess, sys
root = pwd.getpwuid(0)
print(pwd.getpwnam("root") == root, type(root), root[2:4], root.pw_uid, root.pw_dir == os.path.expanduser("~root"))
print(os.path.expanduser("~root/x") == root.pw_dir + "/x", os.path.expanduser("~there is no such user/x"))
print(grp.getgrgid(0) == grp.getgrnam(name="root"), grp.getgrgid(0).gr_gid, type(grp.getgrnam("root").gr_mem))
print(root in pwd.getpwall(), grp.getgrgid(0) in grp.getgrall(), {type(u) for u in pwd.getpwall()})
print(pwd.struct_passwd(range(7)), grp.struct_group(range(4)).gr_mem)
def asked(function, *args):
    try:
        print(function(*args))
    except (KeyError, TypeError, ValueError, OverflowError, LookupError) as error:
        print(type(error).__name__, error)
for name in "no such", "a\0b", b"root", 1, "\udcff":
    asked(pwd.getpwnam, name)
    asked(grp.getgrnam, name)
for number in 4000000000, -1, -2, "root", 1.5:
    asked(pwd.getpwuid, number)
    asked(grp.getgrgid, number)
asked(pwd.getpwuid, 2**70)
asked(shutil.chown, ".", "no such")
if os.getuid() == 0:
    said = subprocess.run([sys.executable, "-c", "import os; print(os.getuid(), os.getgid())"],
                          user="root", group="root", capture_output=True, text=True).stdout
else:
    said = "0 0\n"
print(said, end="")
# expect: True <class 'pwd.struct_passwd'> (0, 0) 0 True
# expect: True ~there is no such user/x
# expect: True 0 <class 'list'>
# expect: True True {<class 'pwd.struct_passwd'>}
# expect: pwd.struct_passwd(pw_name=0, pw_passwd=1, pw_uid=2, pw_gid=3, pw_gecos=4, pw_dir=5, pw_shell=6) 3
# expect: KeyError "getpwnam(): name not found: 'no such'"
# expect: KeyError "getgrnam(): name not found: 'no such'"
# expect: ValueError embedded null byte
# expect: ValueError embedded null byte
# expect: TypeError getpwnam() argument must be str, not bytes
# expect: TypeError getgrnam() argument 'name' must be str, not bytes
# expect: TypeError getpwnam() argument must be str, not int
# expect: TypeError getgrnam() argument 'name' must be str, not int
# expect: KeyError "getpwnam(): name not found: '\\udcff'"
# expect: KeyError "getgrnam(): name not found: '\\udcff'"
# expect: KeyError 'getpwuid(): uid not found: 4000000000'
# expect: KeyError 'getgrgid(): gid not found: 4000000000'
# expect: KeyError 'getpwuid(): uid not found: -1'
# expect: KeyError 'getgrgid(): gid not found: -1'
# expect: KeyError 'getpwuid(): uid not found'
# expect: OverflowError gid is less than minimum
# expect: TypeError uid should be integer, not str
# expect: TypeError gid should be integer, not str
# expect: TypeError uid should be integer, not float
# expect: TypeError gid should be integer, not float
# expect: KeyError 'getpwuid(): uid not found'
# expect: LookupError no such user: 'no such'
# expect: 0 0
