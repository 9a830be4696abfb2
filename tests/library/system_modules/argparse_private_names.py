# Programs replace the arguments that argparse sees.
import argparse
import os
import sys

print(argparse._sys is sys, argparse._os is os, hasattr(argparse, "sys"), hasattr(argparse, "os"))
argparse._sys.argv = ["/somewhere/program", "-n", "2"]
parser = argparse.ArgumentParser()
parser.add_argument("-n")
print(parser.prog, parser.parse_args())
# expect: True True False False
# expect: program Namespace(n='2')
