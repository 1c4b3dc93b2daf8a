//! Programs of others, and our own host, each a process that ends with its value.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use empathy_map::file;
use empathy_map::model::EmpathyMap;
use serde_json::Value;

/// A process that is ended when this is dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(command: &mut Command) -> (Process, ChildStdin, BufReader<ChildStdout>) {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (Process(child), stdin, BufReader::new(stdout))
}

fn line(stdout: &mut impl BufRead) -> String {
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    line.trim().to_owned()
}

fn node(script: &str, arguments: &[&str]) -> Command {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    assert!(folder.join("node_modules").is_dir(), "run .ci/peers: it installs what these tests need");
    let mut command = Command::new("node");
    command.arg(folder.join(script)).args(arguments);
    command
}

/// A program in JavaScript, and what it told last.
pub struct Program {
    /// The notes that it sees.
    pub notes: Value,
    /// Everybody's presence, by client.
    pub people: Value,
    told: Vec<String>,
    lines: Receiver<String>,
    stdin: ChildStdin,
    _process: Process,
}

impl Program {
    /// A relay, and its port.
    pub fn server(script: &str, arguments: &[&str]) -> (Self, String) {
        let (process, stdin, mut stdout) = start(&mut node(script, arguments));
        let port = line(&mut stdout);
        assert!(port.parse::<u16>().is_ok(), "{script} says {port:?}");
        (Self::of(process, stdin, stdout), port)
    }

    /// A client of a framing.
    pub fn client(framing: &str, url: &str, room: &str, token: &str) -> Self {
        let (process, stdin, stdout) = start(&mut node("client.mjs", &[framing, url, room, token]));
        Self::of(process, stdin, stdout)
    }

    fn of(process: Process, stdin: ChildStdin, stdout: BufReader<ChildStdout>) -> Self {
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if tell.send(line).is_err() {
                    return;
                }
            }
        });
        Self { notes: Value::Null, people: Value::Null, told: Vec::new(), lines, stdin, _process: process }
    }

    /// Gives a command.
    pub fn say(&mut self, command: Value) {
        writeln!(self.stdin, "{command}").unwrap();
    }

    /// Takes in what it has told.
    pub fn hear(&mut self) {
        while let Ok(line) = self.lines.try_recv() {
            if let Ok(Value::Object(mut value)) = serde_json::from_str(&line) {
                self.notes = value.remove("notes").unwrap_or(self.notes.take());
                self.people = value.remove("people").unwrap_or(self.people.take());
            }
            self.told.push(line);
        }
    }

    /// What it has told, for somebody who wonders what went wrong.
    pub fn told(&self) -> String {
        self.told.join("\n")
    }
}

/// Our own host.
pub struct Host {
    /// The editor link.
    pub link: String,
    _process: Process,
    _stdout: BufReader<ChildStdout>,
    _folder: tempfile::TempDir,
}

/// Hosts a map, with an editor door that is open to programs on this machine without encryption too.
pub fn host(map: &EmpathyMap) -> Host {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.json");
    std::fs::write(&path, file::write(map)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_empathy-map"));
    command.arg("host").arg(path).args(["--bind", "127.0.0.1", "--port", "0", "--plain-editor-door"]);
    let (process, _, mut stdout) = start(&mut command);
    let said = line(&mut stdout);
    let link = said.strip_prefix("editor: ").unwrap_or_else(|| panic!("the host says {said:?}")).to_owned();
    Host { link, _process: process, _stdout: stdout, _folder: folder }
}

/// A Redis server that keeps nothing.
pub struct Redis {
    /// Its port.
    pub port: String,
    _process: Process,
    _stdout: BufReader<ChildStdout>,
}

impl Redis {
    /// Starts one.
    pub fn start() -> Self {
        // Free a moment ago.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--port", &port, "--save", "", "--appendonly", "no"]);
        let (process, _, mut stdout) = start(&mut command);
        loop {
            let said = line(&mut stdout);
            assert!(!said.is_empty(), "Redis has ended");
            if said.contains("Ready to accept connections") {
                break;
            }
        }
        Self { port, _process: process, _stdout: stdout }
    }
}
