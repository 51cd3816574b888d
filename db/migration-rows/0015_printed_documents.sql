INSERT INTO printed_documents (hash, pdf) VALUES ('x', '\x25504446');
