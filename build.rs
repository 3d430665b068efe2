//! Embeds `assets/` into the binary: names with a content hash, brotli and gzip made beforehand.
//! `src/web/assets.rs` includes what this writes. Must never reach outside the package.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The name of all the style sheets of `assets/css/` in one.
const SITE_CSS: &str = "css/site.css";

fn main() -> Outcome<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let mut sources = BTreeMap::new();
    collect(Path::new("assets"), "", &mut sources)?;
    join_css(&mut sources)?;
    let mut embedder = Embedder { sources, done: BTreeMap::new(), open: Vec::new() };
    let names: Vec<String> = embedder.sources.keys().cloned().collect();
    for name in &names {
        embedder.finish(name)?;
    }
    std::fs::write(out.join("assets.rs"), embedder.write_table(&out)?)?;
    Ok(())
}

/// Reads every file of a served kind; licences and notes beside vendored files stay out.
fn collect(folder: &Path, prefix: &str, into: &mut BTreeMap<String, Vec<u8>>) -> Outcome<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = if prefix.is_empty() { file } else { format!("{prefix}/{file}") };
        println!("cargo:rerun-if-changed={}", entry.path().display());
        if entry.path().is_dir() {
            collect(&entry.path(), &name, into)?;
        } else if content_type(&name).is_some() {
            into.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Replaces the files of `css/` by one, in the order of their names, which is that of the layers.
fn join_css(sources: &mut BTreeMap<String, Vec<u8>>) -> Outcome<()> {
    let mut site = Vec::new();
    let parts: Vec<String> = sources.keys().filter(|name| name.starts_with("css/")).cloned().collect();
    for name in parts {
        let text = sources.remove(&name).unwrap_or_default();
        site.extend_from_slice(&text);
        site.push(b'\n');
    }
    sources.insert(SITE_CSS.to_owned(), site);
    Ok(())
}

/// An asset as it is served.
struct Finished {
    url: String,
    hash: String,
    bytes: Vec<u8>,
}

/// Gives each asset its hashed address, those that it refers to first.
struct Embedder {
    sources: BTreeMap<String, Vec<u8>>,
    done: BTreeMap<String, Finished>,
    open: Vec<String>,
}

impl Embedder {
    /// The address of an asset, made when it is first asked for.
    fn finish(&mut self, name: &str) -> Outcome<String> {
        if let Some(done) = self.done.get(name) {
            return Ok(done.url.clone());
        }
        if self.open.iter().any(|open| open == name) {
            return Err(format!("assets/{name} refers to itself by way of {:?}", self.open).into());
        }
        let source =
            self.sources.get(name).cloned().ok_or_else(|| format!("assets/{name} is referred to and missing"))?;
        self.open.push(name.to_owned());
        let bytes = self.rewrite(name, source)?;
        self.open.pop();
        let hash: String = Sha256::digest(&bytes).iter().take(8).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let (stem, extension) = split_name(name);
        let url = format!("/assets/{stem}-{hash}.{extension}");
        self.done.insert(name.to_owned(), Finished { url: url.clone(), hash, bytes });
        Ok(url)
    }

    /// Points the relative references of a script or style sheet at the hashed names.
    fn rewrite(&mut self, name: &str, source: Vec<u8>) -> Outcome<Vec<u8>> {
        let openers: &[&str] = match split_name(name).1 {
            "js" => &["from", "import", "import("],
            "css" => &["url("],
            _ => return Ok(source),
        };
        let text = String::from_utf8(source).map_err(|_| format!("assets/{name} is not UTF-8"))?;
        let mut result = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, quote, reference, after)) = next_reference(rest) {
            result.push_str(before);
            result.push(quote);
            if openers.iter().any(|opener| before.trim_end().ends_with(opener)) {
                let target = resolve(name, reference);
                let url = self.finish(&target).map_err(|error| format!("assets/{name}: {error}"))?;
                result.push_str(&url);
            } else {
                result.push_str(reference);
            }
            rest = after;
        }
        result.push_str(rest);
        Ok(result.into_bytes())
    }

    /// The table of all assets as Rust text, with the bodies beside it.
    fn write_table(&self, out: &Path) -> Outcome<String> {
        let mut table = String::from("static ASSETS: &[Asset] = &[\n");
        for (number, (name, asset)) in self.done.iter().enumerate() {
            let Some(content_type) = content_type(name) else {
                continue;
            };
            let plain = out.join(format!("asset-{number}"));
            std::fs::write(&plain, &asset.bytes)?;
            let (mut brotli, mut gzip) = ("None".to_owned(), "None".to_owned());
            if is_text(name) {
                brotli = packed(&plain.with_extension("br"), &to_brotli(&asset.bytes)?)?;
                gzip = packed(&plain.with_extension("gz"), &to_gzip(&asset.bytes)?)?;
            }
            writeln!(
                table,
                "Asset {{ name: {name:?}, url: {:?}, hash: {:?}, content_type: {content_type:?}, plain: include_bytes!({plain:?}), brotli: {brotli}, gzip: {gzip} }},",
                asset.url, asset.hash
            )?;
        }
        table.push_str("];\n");
        Ok(table)
    }
}

/// The next quoted relative path: what stands before its quote, the quote, the path, the rest.
fn next_reference(text: &str) -> Option<(&str, char, &str, &str)> {
    let start = ["\"./", "\"../", "'./", "'../"].iter().filter_map(|opening| text.find(opening)).min()?;
    let (before, quoted) = text.split_at_checked(start)?;
    let quote = quoted.chars().next()?;
    let inside = quoted.get(1..)?;
    let end = inside.find(quote)?;
    let (reference, after) = inside.split_at_checked(end)?;
    Some((before, quote, reference, after))
}

/// `../vendor/x.js` as seen from `js/y.js` is `vendor/x.js`.
fn resolve(from: &str, reference: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `css/site.css` is (`site`, `css`).
fn split_name(name: &str) -> (&str, &str) {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').unwrap_or((file, ""))
}

/// The type of a served kind; nothing else is embedded.
fn content_type(name: &str) -> Option<&'static str> {
    Some(match split_name(name).1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

fn is_text(name: &str) -> bool {
    matches!(split_name(name).1, "css" | "js" | "svg" | "json" | "webmanifest")
}

/// Quality 10 of 11: assets are packed once a build and sent for years.
fn to_brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 10, 22).write_all(bytes)?;
    Ok(packed)
}

fn to_gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Writes a packed body and names it as Rust text.
fn packed(path: &Path, bytes: &[u8]) -> Outcome<String> {
    std::fs::write(path, bytes)?;
    Ok(format!("Some(include_bytes!({path:?}))"))
}
