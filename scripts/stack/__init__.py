"""The stack of one machine, and the names by which everything in it finds the rest."""

PROJECT = "demo-loyalty"  # a `demo-` project has no counterpart on the network: nothing can reach production
REGION = "us-west1"
