"""Use cases, a function each: load, decide, save. Services know the store by its protocol, never Firestore."""
