"""Patients and the records below them: ports held by the dictionary and by Firestore itself."""
