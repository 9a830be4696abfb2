import warnings
warnings.warn("careful")
warnings.warn("old", DeprecationWarning)
print("done")  # expect: done
# expect stderr: warnings_go_to_stderr.py:2: UserWarning: careful
# expect stderr:   warnings.warn("careful")
# expect stderr: warnings_go_to_stderr.py:3: DeprecationWarning: old
# expect stderr:   warnings.warn("old", DeprecationWarning)
