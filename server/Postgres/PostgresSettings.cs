using System.Globalization;

namespace UsageAnalysis.Postgres;

/// <summary>The settings file of the embedded server, written anew at every start.</summary>
static class PostgresSettings
{
    /// <summary>
    /// For a machine with two cores and a few gigabytes that also runs the analytics server. Sockets are off: only the password on the
    /// loopback address lets anybody in. What an administrator sets with <c>alter system</c> is read after this file and wins.
    /// </summary>
    public static string Render(int port, bool durable)
    {
        var onDisk = durable ? "on" : "off";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Written by usage-analysis at every start. Settings of your own: alter system set ….
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            password_encryption = scram-sha-256
            max_connections = 100

            shared_buffers = 512MB
            effective_cache_size = 1GB
            work_mem = 32MB
            maintenance_work_mem = 128MB
            max_wal_size = 2GB
            min_wal_size = 256MB
            random_page_cost = 1.1
            jit = off

            fsync = {onDisk}
            full_page_writes = {onDisk}

            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'

            # One file a weekday in pgdata/log, so that the log never grows without bound.
            logging_collector = on
            log_directory = 'log'
            log_filename = 'postgresql-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_rotation_size = 0

            """);
    }
}
