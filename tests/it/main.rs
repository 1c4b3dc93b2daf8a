//! The tests of what the program does, one binary: a module for each part, shared tools in `support`.

mod architecture;
mod canvas;
mod cli;
mod document;
mod exchange;
mod export;
mod export_command;
mod export_window;
mod file;
mod files;
mod import;
mod live;
mod others;
mod panel;
mod pdf;
mod peers;
mod picture_check;
mod report;
mod samples;
mod scene;
mod session;
mod shell;
mod support;
mod svg;
mod synthesis;
mod texts;
