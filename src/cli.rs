//! The command line: a window on some files, or a command that needs none.
//!
//! Results go to stdout, complaints to stderr. The exit statuses are those of the format page: 0 all is well, 2 bad input,
//! 1 whatever else went wrong.

mod check;
mod ending;
mod export;
mod host;
mod import;
mod merge;
mod new;
mod watch;
mod window;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::file;

/// What stands on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "empathy-map",
    version,
    about = "Edit empathy maps: sticky notes in four quadrants, and the needs that follow from them",
    after_help = "Without a command, a window opens: on each FILE, on a new map where a FILE does not exist yet, in the \
                  session that a link (empathy-map:…) leads to, or on the start screen.",
    args_conflicts_with_subcommands = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Map files to open in the editor, or links to sessions
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What the program can do without a window.
#[derive(Debug, Subcommand)]
enum Command {
    /// Check map files, and count what is in them
    Check(check::Check),
    /// Write a map as a picture, or as a map file to hand on
    Export(export::Export),
    /// Host a live session on a map, without a window
    Host(host::Host),
    /// Make a map of what other programs wrote
    Import(import::Import),
    /// Make one map of several
    Merge(merge::Merge),
    /// Make a new map file
    New(new::New),
    /// Print the JSON Schema of map files
    Schema,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All is well.
    Well,
    /// The program could not do its part: no display, nobody listens.
    Failed,
    /// What it was given is not right.
    BadInput,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Well => 0,
            Exit::Failed => 1,
            Exit::BadInput => 2,
        })
    }
}

/// Where commands write to.
struct Streams<'s> {
    /// Results.
    out: &'s mut dyn Write,
    /// Complaints.
    err: &'s mut dyn Write,
}

/// Does what the command line says, and tells the exit status.
pub fn run() -> ExitCode {
    env_logger::init();
    let arguments = match parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to stdout and a wrong command line to stderr; if nobody reads it, there is nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::BadInput.into() } else { Exit::Well.into() };
        }
    };
    let Some(command) = arguments.command else { return window::open(arguments.files) };
    // Not locked: the log of other threads goes to the same place.
    let mut out = io::stdout();
    let mut err = io::stderr();
    let mut streams = Streams { out: &mut out, err: &mut err };
    let done = match command {
        Command::Check(check) => check.run(&mut streams),
        Command::Export(export) => export.run(&mut streams),
        Command::Host(host) => host.run(&mut streams),
        Command::Import(import) => import.run(&mut streams),
        Command::Merge(merge) => merge.run(&mut streams),
        Command::New(new) => new.run(&mut streams),
        Command::Schema => streams.out.write_all(file::SCHEMA.as_bytes()).map(|()| Exit::Well),
    };
    // A reader that has seen enough, as `head` has, is no reason for a complaint.
    done.and_then(|exit| streams.out.flush().map(|()| exit)).unwrap_or(Exit::Failed).into()
}

fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let arguments = Arguments::try_parse_from(words)?;
    if let Some(Command::New(new)) = &arguments.command {
        new.validate().map_err(|message| {
            let mut command = Arguments::command();
            command.build();
            match command.find_subcommand_mut("new") {
                Some(new) => new.error(clap::error::ErrorKind::MissingRequiredArgument, message),
                None => command.error(clap::error::ErrorKind::MissingRequiredArgument, message),
            }
        })?;
    }
    Ok(arguments)
}
