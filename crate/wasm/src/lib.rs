//! The boundary of the worker.
