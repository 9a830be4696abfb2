# differs: the library gets its own modules whatever sys.meta_path is, so the line is shown
import sys
import warnings
sys.modules.pop('linecache', None)
sys.meta_path = None
warnings.warn('still told')
# expect stderr: warning_without_meta_path.py:6: UserWarning: still told
# expect stderr:   warnings.warn('still told')
