import gc
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable()
print(isinstance(gc.collect(), int), isinstance(gc.get_threshold(), tuple), gc.is_tracked([]))
# expect: True
# expect: False
# expect: True True True
