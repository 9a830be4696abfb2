t = ()
for i in range(20000):
    t = (t, i)
print(hash(t) == hash((t[0], 19999)))
# expect: True
print(hash(((((((((((1,),),),),),),),),),)), hash(((), (), (1, (2, 3)))))
# expect: 2377783789487054816 837620418077550045
try:
    hash(((((((((((1, []),),),),),),),),),))
except TypeError as e:
    print(e)
    # expect: unhashable type: 'list'
