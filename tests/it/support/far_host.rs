//! A host that is a program of its own, so that it can fall asleep or die.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running `empathy-map host`.
pub struct FarHost {
    program: Child,
    /// A program whose words nobody hears any more ends.
    _output: BufReader<ChildStdout>,
    /// The link for editors.
    pub editor: String,
    /// Where it listens.
    pub port: u16,
}

impl FarHost {
    /// Hosts a file, on this computer alone.
    pub fn of(path: &Path) -> Self {
        // Not the usual port: once this host is gone, another test's would answer there.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
        Self::at(free.port(), path)
    }

    /// The same at a port that is known to be free.
    pub fn at(port: u16, path: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_empathy-map"))
            .args(["host", "--bind", "127.0.0.1", "--port", &port.to_string()])
            .arg(path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut output = BufReader::new(program.stdout.take().expect("piped"));
        let mut lines = output.by_ref().lines().map_while(Result::ok);
        let editor = lines.find_map(|line| line.strip_prefix("editor: ").map(str::to_owned));
        Self { program, _output: output, editor: editor.expect("a link"), port }
    }

    /// Lets it sleep, as a laptop does whose lid is shut: it says nothing, and nobody tells that it is away.
    pub fn sleep(&self) {
        self.signal("-STOP");
    }

    /// Wakes it up.
    pub fn wake(&self) {
        self.signal("-CONT");
    }

    /// Takes it away without a word.
    pub fn die(&self) {
        self.signal("-KILL");
    }

    fn signal(&self, signal: &str) {
        let id = self.program.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status().expect("kill is on every Unix");
        assert!(sent.success());
    }
}

impl Drop for FarHost {
    fn drop(&mut self) {
        // One that died in the test needs no more.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
