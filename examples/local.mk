EXTRA_DIST += \
  %D%/access.log \
  %D%/logstats.py \
  %D%/makelog.py
