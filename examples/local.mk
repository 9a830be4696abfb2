EXTRA_DIST += \
  %D%/embed \
  %D%/access.log \
  %D%/dining.py \
  %D%/logstats.py \
  %D%/makelog.py \
  %D%/pipeline.py \
  %D%/poollog.py
