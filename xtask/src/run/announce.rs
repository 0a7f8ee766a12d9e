//! Waits until the server answers, says where, and opens the browser.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Result;
use clap::Args;

/// A start takes milliseconds; a machine this slow is not worth announcing to.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// What the companion of a run is told.
#[derive(Debug, Args)]
pub struct Options {
    /// The process that becomes the server
    #[arg(long)]
    parent: u32,
    #[arg(long)]
    no_open: bool,
}

/// Where the server is going to listen.
pub fn listen_address() -> String {
    std::env::var("READINESS_LISTEN").unwrap_or_else(|_| "127.0.0.1:8787".to_owned())
}

/// Whether something answers there already, or nothing can be said.
pub fn is_taken(listen: &str) -> bool {
    local(listen).is_none_or(|address| TcpStream::connect_timeout(&address, PAUSE).is_ok())
}

/// The address to ask from this machine; none where it is chosen by the system.
fn local(listen: &str) -> Option<SocketAddr> {
    let mut address = listen.to_socket_addrs().ok()?.next()?;
    if address.ip().is_unspecified() {
        let ip = if address.is_ipv4() {
            "127.0.0.1"
        } else {
            "::1"
        };
        address.set_ip(ip.parse().ok()?);
    }
    (address.port() != 0).then_some(address)
}

/// Announces the server once it answers, unless it ends before.
pub fn run(options: &Options) -> Result<()> {
    let Some(address) = local(&listen_address()) else {
        return Ok(());
    };
    for _ in 0..TRIES {
        if has_ended(options.parent) {
            return Ok(());
        }
        if is_ready(address) {
            announce(address, options.no_open);
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    println!("\n  The server does not answer on http://{address}/readyz yet.\n");
    Ok(())
}

fn announce(address: SocketAddr, no_open: bool) {
    let url = format!("http://{address}/");
    println!("\n  Checkout Readiness is at {url}\n  Ctrl-C ends it.\n");
    if !no_open
        && let Some(opener) = opener()
        && let Err(error) = Command::new(opener)
            .arg(&url)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    {
        println!("  No browser could be opened ({opener}: {error}).\n");
    }
}

/// The command that opens a browser; none where nobody would see it.
fn opener() -> Option<&'static str> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("CI") {
        None
    } else if cfg!(target_os = "macos") {
        (!set("SSH_CONNECTION")).then_some("open")
    } else {
        (set("DISPLAY") || set("WAYLAND_DISPLAY")).then_some("xdg-open")
    }
}

/// Whether `GET /readyz` answers 200.
fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, PAUSE)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer)?;
        Ok(&answer == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// Whether the process that started this one is gone.
#[cfg(unix)]
fn has_ended(parent: u32) -> bool {
    std::os::unix::process::parent_id() != parent
}

#[cfg(not(unix))]
fn has_ended(_parent: u32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_all_addresses_is_asked_on_this_machine() {
        assert_eq!(local("0.0.0.0:8787"), "127.0.0.1:8787".parse().ok());
        assert_eq!(local("127.0.0.1:0"), None);
        assert_eq!(local("nonsense"), None);
    }

    #[test]
    fn only_a_ready_server_is_ready() {
        for (answer, ready) in [
            ("HTTP/1.1 200 OK\r\n\r\n", true),
            ("HTTP/1.1 503 No\r\n\r\n", false),
        ] {
            let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let address = server.local_addr().unwrap();
            let served = std::thread::spawn(move || {
                let (mut stream, _) = server.accept().unwrap();
                // To its end: a server that hangs up on half a question takes its answer back.
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).unwrap();
                    request.extend(byte);
                }
                stream.write_all(answer.as_bytes()).unwrap();
            });
            assert_eq!(is_ready(address), ready);
            served.join().unwrap();
        }
    }
}
