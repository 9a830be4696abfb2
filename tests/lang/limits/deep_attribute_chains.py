class N: pass
a = head = N()
for _ in range(100000):
    a.next = N(); a = a.next
n = 0
while hasattr(head, "next"): head, n = head.next, n + 1
print(n)  # expect: 100000
