import os
r, w = os.pipe(); os.write(w, b"data"); os.close(w); print(os.read(r, 10), os.read(r, 10)); os.close(r)
fd = os.open(os.path.join(os.environ["TMPDIR"], "x"), os.O_CREAT | os.O_RDWR); os.write(fd, b"abc"); os.lseek(fd, 1, os.SEEK_SET); print(os.read(fd, 5), os.fstat(fd).st_size); os.close(fd)
print(len(os.urandom(8)), os.access("/", os.R_OK), os.WEXITSTATUS(256))
# expect: b'data' b''
# expect: b'bc' 3
# expect: 8 True 1
