//! The command line: `fairhall serve`, `migrate`. Errors go to stderr in one sentence; exit codes
//! are 0, 1 for a failure and 2 for wrong usage.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use fairhall::accounts::setup;
use fairhall::app::App;
use fairhall::clock::Clock;
use fairhall::config::{Config, LogFormat};
use fairhall::db::{Address, migrate};
use fairhall::demo;

/// The online half of a talent and technology conference, on one server
#[derive(Parser)]
#[command(version, after_help = "Example: fairhall serve --listen 127.0.0.1:8080 --data /var/lib/fairhall")]
struct Cli {
    #[command(flatten)]
    config: Config,
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
}

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(cli.config.log);
    let outcome = match cli.command.unwrap_or(Command::Serve { demo: false }) {
        Command::Serve { demo } => serve(cli.config, demo).await,
        Command::Migrate => migrate_only(&cli.config),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("fairhall: {sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config, demo: bool) -> Result<(), String> {
    let app = App::build(config, Clock::new(), None).await?;
    demo::start::prepare(&app.site, demo).await?;
    tracing::info!(address = %app.address, url = app.site.config.public_url(), "serving");
    if let Some(link) = setup::make_link(&app.site).await.map_err(|error| error.to_string())? {
        eprintln!(
            "\nNobody has an account here yet. This link, good for once, makes the first organizer:\n\n  {link}\n"
        );
    }
    app.run().await.map_err(|error| error.to_string())
}

fn migrate_only(config: &Config) -> Result<(), String> {
    std::fs::create_dir_all(&config.data).map_err(|error| error.to_string())?;
    let address: Address = config.database_url().parse()?;
    let ran = migrate::run(&address).map_err(|error| error.to_string())?;
    tracing::info!(ran, "migrated");
    Ok(())
}

fn start_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
