#!/bin/sh
# miller.sh LOG AS-OF HOLIDAYS
#
# The same report as lsr's, by Miller: prints for each window its days and how many orders are late, open and on time;
# 100000 days stand for the whole log.

AS_OF=$2 HOLIDAYS=$(sed -n 's/^\([0-9-]*\),.*/\1/p' "$3" | tr '\n' ' ' | sed 's/ $//')
export AS_OF HOLIDAYS
exec mlr --icsv --onidx put -q -f "$(dirname "$0")/miller.mlr" "$1"
