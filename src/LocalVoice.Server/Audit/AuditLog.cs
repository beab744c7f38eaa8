using System.Diagnostics.Metrics;
using System.Threading.Channels;
using LocalVoice.Server.Configuration;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Audit;

/// <summary>
/// Keeps <see cref="AuditRecord"/>s where <see cref="AuditOptions"/> says so. Whoever adds one never waits: a record for which there is
/// no room is counted as lost, and the next line that is written says how many were. Thread-safe.
/// </summary>
internal sealed partial class AuditLog : IHostedService
{
    public const string Category = "LocalVoice.Audit";
    public const string LostName = "localvoice.audit.lost";

    private const string MeterName = "LocalVoice.Server";
    private const int Batch = 256;

    private readonly Channel<AuditRecord> _records;
    private readonly AuditFile? _file;
    private readonly ILogger? _kept;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Counter<long> _lostEver;
    private Task _writing = Task.CompletedTask;
    private long _lost;
    private bool _isFailing;

    public AuditLog(
        IOptions<LocalVoiceOptions> options,
        TimeProvider time,
        IMeterFactory meters,
        ILoggerFactory loggers,
        ILogger<AuditLog> logger
    )
    {
        var audit = options.Value.Audit;
        _records = Channel.CreateBounded<AuditRecord>(new BoundedChannelOptions(audit.Queue) { SingleReader = true });
        _file = audit.Path.Length > 0 ? new(Path.GetFullPath(audit.Path)) : null;
        _kept = audit.Log ? loggers.CreateLogger(Category) : null;
        (_time, _logger) = (time, logger);
        _lostEver = meters
            .Create(MeterName)
            .CreateCounter<long>(LostName, "{record}", "Records of the audit log that could not be written, or not in time");
    }

    private bool IsKept => _file is not null || _kept is not null;

    public void Add(AuditRecord record)
    {
        if (IsKept && !_records.Writer.TryWrite(record with { Time = _time.GetUtcNow() }))
        {
            Lose(1);
        }
    }

    /// <exception cref="OptionsValidationException">The file cannot be appended to.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _file?.Append([]);
        }
        catch (Exception failure) when (AuditFile.IsFailure(failure))
        {
            throw new OptionsValidationException(
                nameof(AuditOptions),
                typeof(AuditOptions),
                [
                    $"LocalVoice:Audit:Path: '{_file!.Path}' cannot be appended to ({failure.Message}). Name a file in a folder that is "
                        + "there and that the server may write to, or none.",
                ]
            );
        }

        if (IsKept)
        {
            _writing = Task.Run(WriteAsync, CancellationToken.None);
            Add(new("server.started") { Version = ProductVersion.Text });
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes what waits; a disk that hangs is not waited for longer than the host waits.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Add(new("server.stopped"));
        _records.Writer.TryComplete();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAsync()
    {
        var batch = new List<AuditRecord>(Batch);
        while (await _records.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            var lost = Interlocked.Exchange(ref _lost, 0);
            while (batch.Count < Batch && _records.Reader.TryRead(out var record))
            {
                batch.Add(batch.Count == 0 && lost > 0 ? record with { Lost = lost } : record);
            }

            Write(batch, lost);
        }
    }

    private void Write(List<AuditRecord> batch, long lost)
    {
        if (_kept?.IsEnabled(LogLevel.Information) == true)
        {
            foreach (var line in batch.Select(AuditFile.LineOf))
            {
                LogRecord(_kept, line);
            }
        }

        try
        {
            _file?.Append(batch);
            if (_isFailing)
            {
                _isFailing = false;
                WritesAgain(_logger, _file!.Path);
            }
        }
        catch (Exception failure) when (AuditFile.IsFailure(failure))
        {
            Interlocked.Add(ref _lost, lost);
            Lose(batch.Count);
            if (!_isFailing)
            {
                _isFailing = true;
                CannotWrite(_logger, _file!.Path, failure.Message);
            }
        }
    }

    private void Lose(int records)
    {
        Interlocked.Add(ref _lost, records);
        _lostEver.Add(records);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Record}")]
    private static partial void LogRecord(ILogger logger, string record);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The audit log {Path} cannot be written ({Why}): its records are lost until it can; calls go on"
    )]
    private static partial void CannotWrite(ILogger logger, string path, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The audit log {Path} is written again")]
    private static partial void WritesAgain(ILogger logger, string path);
}
