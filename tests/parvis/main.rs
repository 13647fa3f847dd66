//! All tests from outside, in one program: a file for each subject, its tools in `support`.

mod assets;
mod licences;
mod server;
mod support;
