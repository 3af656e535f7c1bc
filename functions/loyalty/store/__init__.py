"""The store of documents: the only package that knows Firestore. It codes values as documents, and back."""
