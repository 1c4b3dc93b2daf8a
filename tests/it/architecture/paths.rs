//! Enough Rust to know which paths a source file names: tokens, test code left out, paths with `use` groups spread out.

use std::path::Path;

/// A token that is no comment, text or number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

impl Token<'_> {
    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// A source file, as far as its layer is concerned.
pub struct Source<'a> {
    /// The module that the file is, from the crate's root: `["app", "canvas"]`; empty for the root, `["main"]` for the program.
    pub module: Vec<String>,
    /// All paths that it names, outside tests.
    pub paths: Vec<Named>,
    tokens: Vec<Token<'a>>,
}

/// A path that a file names, such as `crate::model::Note`.
#[derive(Debug)]
pub struct Named {
    /// Its line, from 1.
    pub line: usize,
    home: Vec<String>,
    segments: Vec<String>,
    in_crate: bool,
}

impl Named {
    /// The module of this crate that the path leads to; `*` for the whole crate at once.
    pub fn crate_module(&self) -> Option<&str> {
        self.in_crate.then(|| self.segments.first().map_or("*", String::as_str))
    }

    /// Whether the path has these segments in a row, at the start where it is a crate's name alone.
    pub fn says(&self, words: &[&str]) -> bool {
        match words {
            [name] => !self.in_crate && self.segments.len() > 1 && self.segments[0] == *name,
            _ => self.segments.windows(words.len()).any(|part| part == words),
        }
    }

    /// Whether the path stands within this module.
    pub fn stands_in(&self, module: &str) -> bool {
        let mut home = self.home.iter();
        module.split("::").all(|part| home.next().is_some_and(|name| name == part))
    }
}

impl<'a> Source<'a> {
    /// Reads the file at `path`, which begins with `src`.
    pub fn new(path: &Path, text: &'a str) -> Self {
        let mut module: Vec<String> =
            path.with_extension("").iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
        if module == ["lib"] {
            module.clear();
        }
        let is_test = module.len() > 1 && module.last().is_some_and(|name| name == "tests");
        let tokens = if is_test { Vec::new() } else { without_tests(&tokens(text)) };
        let paths = Walk { tokens: &tokens, at: 0, module: module.clone(), inline: Vec::new(), depth: 0 }.paths();
        Self { module, paths, tokens }
    }

    /// The lines that call this method without arguments.
    pub fn method_calls(&self, name: &str) -> Vec<usize> {
        self.sequences(&[".", name, "(", ")"])
    }

    /// The lines that call this macro.
    pub fn macro_calls(&self, name: &str) -> Vec<usize> {
        self.sequences(&[name, "!"])
    }

    fn sequences(&self, texts: &[&str]) -> Vec<usize> {
        let matching = |part: &&[Token]| part.iter().map(|token| token.text).eq(texts.iter().copied());
        self.tokens.windows(texts.len()).filter(matching).map(|part| part[0].line).collect()
    }
}

/// Goes through the tokens of a file and keeps in mind in which module it is.
struct Walk<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
    module: Vec<String>,
    /// Modules with their bodies in this file, with the depth of braces outside them.
    inline: Vec<(usize, String)>,
    depth: usize,
}

impl<'a> Walk<'_, 'a> {
    fn peek(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text)
    }

    fn paths(mut self) -> Vec<Named> {
        let mut named = Vec::new();
        while let Some(token) = self.tokens.get(self.at) {
            match token.text {
                "mod" if self.peek(2) == "{" => {
                    self.inline.push((self.depth, self.peek(1).to_owned()));
                    self.at += 1;
                }
                "use" => {
                    self.at += 1;
                    while self.peek(0) == ":" {
                        self.at += 1;
                    }
                    let from = named.len();
                    self.tree(Vec::new(), &mut named);
                    // `use egui;` names the crate as much as `egui::Ui` does.
                    named[from..].iter_mut().filter(|path| path.segments.len() == 1 && !path.in_crate).for_each(
                        |path| {
                            path.segments.push("self".to_owned());
                        },
                    );
                    continue;
                }
                "{" => self.depth += 1,
                "}" => {
                    self.depth = self.depth.saturating_sub(1);
                    self.inline.pop_if(|(depth, _)| *depth == self.depth);
                }
                _ if token.is_word() && (self.peek(1) == ":" && self.peek(2) == ":") => {
                    self.tree(Vec::new(), &mut named);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        named
    }

    /// Reads a path or a group of paths, and leaves the position behind it.
    fn tree(&mut self, mut segments: Vec<String>, named: &mut Vec<Named>) {
        let (line, prefix_len) = (self.tokens.get(self.at).map_or(0, |token| token.line), segments.len());
        while let Some(token) = self.tokens.get(self.at) {
            if token.text == "{" {
                self.at += 1;
                while !matches!(self.peek(0), "}" | "") {
                    let before = self.at;
                    self.tree(segments.clone(), named);
                    // A comma, or a sign of a macro.
                    self.at += usize::from(self.at == before);
                }
                self.at += 1;
                return;
            }
            if !token.is_word() && token.text != "*" {
                // A turbofish: what follows is no module.
                break;
            }
            segments.push(token.text.to_owned());
            self.at += 1;
            if self.peek(0) == "as" {
                self.at += 2;
            }
            if self.peek(0) != ":" || self.peek(1) != ":" {
                break;
            }
            self.at += 2;
        }
        if segments.len() > prefix_len {
            named.push(self.resolve(line, segments));
        }
    }

    /// Leads `crate`, `self` and `super` back to the root of the crate.
    fn resolve(&self, line: usize, mut segments: Vec<String>) -> Named {
        let home: Vec<String> = self.module.iter().chain(self.inline.iter().map(|(_, name)| name)).cloned().collect();
        let mut base = home.clone();
        let is_program = home.first().is_some_and(|name| name == "main");
        let mut in_crate = false;
        match segments[0].as_str() {
            "crate" | "empathy_map" => {
                in_crate = !is_program || segments[0] == "empathy_map";
                base.clear();
                segments.remove(0);
            }
            "self" | "super" => in_crate = !is_program,
            _ => base.clear(),
        }
        while let Some(first) = segments.first() {
            match first.as_str() {
                "super" if in_crate => drop(base.pop()),
                "self" if in_crate => {}
                _ => break,
            }
            segments.remove(0);
        }
        base.append(&mut segments);
        Named { line, home, segments: base, in_crate }
    }
}

/// The tokens without items that are compiled for tests only.
fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_attribute = tokens[at].text == "#" && tokens.get(at + 1).is_some_and(|token| token.text == "[");
        let end = if is_attribute { closing(tokens, at + 1) } else { at };
        let words = &tokens[at..=end];
        let says = |word: &str| words.iter().any(|token| token.text == word);
        if is_attribute && says("cfg") && says("test") && !says("not") {
            at = item_end(tokens, end + 1) + 1;
        } else {
            kept.extend_from_slice(words);
            at = end + 1;
        }
    }
    kept
}

/// The last token of the item that begins at `at`: its closing brace or its semicolon.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].text {
            "{" => {
                let end = closing(tokens, at);
                // A group of `use` ends with a semicolon.
                return if tokens.get(end + 1).is_some_and(|token| token.text == ";") { end + 1 } else { end };
            }
            "(" | "[" => at = closing(tokens, at),
            ";" => return at,
            "}" => return at - 1,
            _ => {}
        }
        at += 1;
    }
    tokens.len().saturating_sub(1)
}

/// The bracket that closes the one at `open`, or the last token.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    tokens.len().saturating_sub(1)
}

/// Words and signs of a source text; comments, texts, letters and numbers are left out.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let len = skipped_len(rest).unwrap_or_else(|| {
            let is_word = first.is_alphanumeric() || first == '_';
            let len = match is_word {
                true => rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()),
                false => first.len_utf8(),
            };
            if !first.is_ascii_digit() {
                tokens.push(Token { text: &rest[..len], line });
            }
            len
        });
        line += rest[..len].matches('\n').count();
        rest = &rest[len..];
    }
    tokens
}

/// How many bytes at the start of `rest` are space, a comment, a text or a letter.
fn skipped_len(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment_len(rest));
    }
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix).is_some_and(|rest| {
            let rest = if prefix.ends_with('r') { rest.trim_start_matches('#') } else { rest };
            rest.starts_with('"')
        })
    });
    match prefix {
        Some(prefix) if prefix.ends_with('r') => {
            let hashes = rest[prefix.len()..].bytes().take_while(|&byte| byte == b'#').count();
            let start = prefix.len() + hashes + 1;
            let end = format!("\"{}", "#".repeat(hashes));
            Some(rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len()))
        }
        Some(prefix) => Some(quoted_len(&rest[prefix.len()..], '"') + prefix.len()),
        None if rest.starts_with('\'') => {
            let mut letters = rest[1..].chars();
            let (letter, next) = (letters.next()?, letters.next());
            // Otherwise it is a lifetime: the tick is skipped, and its name is a harmless word.
            Some(if letter == '\\' || next == Some('\'') { quoted_len(rest, '\'') } else { 1 })
        }
        None => None,
    }
}

fn quoted_len(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn block_comment_len(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}
