//! Every file that ever made trouble, or might: `tests/fuzz-seeds/file`. What a fuzzer finds is added there.

use std::fs;
use std::path::Path;

use empathy_map::file::{parse, write};

#[test]
fn every_seed_is_refused_or_read_and_written_back_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz-seeds/file");
    let mut seeds: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(seeds.len() >= 10);
    for seed in seeds {
        let name = seed.file_name().unwrap().to_str().unwrap();
        let outcome = parse(&fs::read(&seed).unwrap());
        assert_eq!(outcome.is_ok(), name.starts_with("ok-"), "{name}: {outcome:?}");
        if let Ok(parsed) = outcome {
            let text = write(&parsed.map);
            let again = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            assert_eq!(again.map, parsed.map, "{name}");
            assert_eq!(write(&again.map), text, "{name}");
        }
    }
}
