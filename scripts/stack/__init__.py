"""The stack of one machine, and the names by which everything in it finds the rest."""

import json

from scripts import ROOT

PROJECT = "demo-loyalty"  # a `demo-` project has no counterpart on the network: nothing can reach production
REGION: str = json.loads((ROOT / "firebase.json").read_text())["firestore"]["location"]  # the functions' too
