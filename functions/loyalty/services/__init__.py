"""One use case a function: load, decide, save. Services know the store by its protocol, never Firestore."""
