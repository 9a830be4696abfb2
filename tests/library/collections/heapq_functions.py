import heapq
h = []
for x in (5, 1, 4, 1, 3): heapq.heappush(h, x)
print([heapq.heappop(h) for _ in range(5)])
h = [9, 4, 7, 1]; heapq.heapify(h); print(h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 10), h, heapq.nlargest(2, h), heapq.nsmallest(2, "hello"), list(heapq.merge([1, 4], [2, 3], [0])), heapq.nlargest(2, ["a", "bbb", "cc"], key=len), list(heapq.merge([3, 1], [2], reverse=True)))
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
# expect: [1, 1, 3, 4, 5]
# expect: [4, 9, 7, 10] 0 1 [4, 9, 7, 10] [10, 9] ['e', 'h'] [0, 1, 2, 3, 4] ['bbb', 'cc'] [3, 2, 1]
# expect: index out of range
