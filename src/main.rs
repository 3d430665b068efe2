//! The command line: `fairhall serve`, `migrate`, `user`, `seed`. Errors go to stderr in one sentence; exit codes
//! are 0, 1 for a failure and 2 for wrong usage.

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use fairhall::accounts::{commands, setup};
use fairhall::app::App;
use fairhall::clock::Clock;
use fairhall::config::{Config, SecretFiles};
use fairhall::db::migrate;
use fairhall::demo;

/// The online half of a talent and technology conference, on one server
#[derive(Parser)]
#[command(version, after_help = "Example: fairhall serve --listen 127.0.0.1:8080 --data /var/lib/fairhall")]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(flatten)]
    secrets: SecretFiles,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site (what happens without a command, too)
    #[command(after_help = "Example: fairhall serve --public-url https://fair.example --listen 127.0.0.1:8080")]
    Serve {
        /// Fill an empty data folder with the demo edition, or move the demo's dates to today
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database to the tables of this version, and stop
    #[command(after_help = "Example: fairhall migrate --database postgres://fairhall@localhost/fairhall")]
    Migrate,
    /// Make accounts, give roles of the staff, set passwords
    #[command(subcommand, after_help = "Example: fairhall user role lin@fair.example administrator")]
    User(commands::UserCommand),
    /// Fill an empty data folder with the demo edition, and a folder for load tests with copies of what it holds
    #[command(after_help = "Example: fairhall seed --data /tmp/load --only postings --count 2000")]
    Seed(demo::More),
}

#[actix_web::main]
async fn main() -> ExitCode {
    let mut cli = Cli::parse();
    if let Err(sentence) = cli.config.complete(&cli.secrets, &Cli::command()) {
        return fail(2, &sentence);
    }
    cli.config.log.start();
    let outcome = match cli.command.unwrap_or(Command::Serve { demo: false }) {
        Command::Serve { demo } => serve(cli.config, demo).await,
        Command::Migrate => migrate::run_with(&cli.config).map(drop),
        Command::User(command) => commands::run(&cli.config, command).await.map(|done| say(&done)),
        Command::Seed(more) => demo::fill(cli.config, more).await,
    };
    outcome.map_or_else(|sentence| fail(1, &sentence), |()| ExitCode::SUCCESS)
}

#[expect(clippy::print_stdout, reason = "what a command answers goes to stdout")]
fn say(sentence: &str) {
    println!("{sentence}");
}

fn fail(code: u8, sentence: &str) -> ExitCode {
    eprintln!("fairhall: {sentence}");
    ExitCode::from(code)
}

async fn serve(config: Config, demo: bool) -> Result<(), String> {
    let app = App::build(config, Clock::new(), None).await?;
    demo::start::prepare(&app.site, demo).await?;
    tracing::info!(address = %app.address, url = app.site.config.public_url(), "serving");
    setup::print_link(&app.site).await.map_err(|error| error.to_string())?;
    app.run().await.map_err(|error| error.to_string())
}
