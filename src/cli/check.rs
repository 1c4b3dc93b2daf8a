//! `empathy-map check`: whether files are maps, and what is in them.

use std::io;
use std::path::PathBuf;

use super::{Exit, Streams};
use crate::file::{self, Disk};

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Map files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl Check {
    /// Writes a line for each file, and the warnings about it below.
    pub(super) fn run(&self, streams: &mut Streams) -> io::Result<Exit> {
        let mut exit = Exit::Well;
        for path in &self.files {
            match file::open(&Disk, path) {
                Ok(opened) => {
                    let map = &opened.parsed.map;
                    writeln!(
                        streams.out,
                        "{}: ok, {}, {}, {}",
                        path.display(),
                        counted(map.notes.len(), "note"),
                        counted(map.needs.len(), "need"),
                        counted(map.motivations.len(), "motivation"),
                    )?;
                    for warning in &opened.parsed.warnings {
                        writeln!(streams.out, "  warning: {warning}")?;
                    }
                }
                Err(error) => {
                    // The lines of both streams stand in the order of the files, also where they meet on a terminal.
                    streams.out.flush()?;
                    writeln!(streams.err, "{error}")?;
                    exit = Exit::BadInput;
                }
            }
        }
        Ok(exit)
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
