if True:
	print("tab")  # expect: tab
if True:
  print("two")  # expect: two
  if True:
          print("ten")  # expect: ten
  print("two again")  # expect: two again
# comment at column 0
  # odd comment
print("done")  # expect: done
