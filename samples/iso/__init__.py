"""Writers of ISO 19139 and ISO 19115-2 documents for the demo source, one module for each part of a document."""
