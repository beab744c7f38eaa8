using System.Net;
using LocalVoice.Remote;

namespace LocalVoice.Engines.OpenAI.Http;

/// <summary>Reaches a service by its list of models, which costs nothing. Thread-safe.</summary>
internal sealed class Reachability(ServiceConnection connection, TimeProvider time)
{
    /// <summary>How long a connection counts as warm: under the idle time that services and the pool leave it.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly Uri _models = connection.Service.At("models");
    private readonly Lock _sync = new();
    private long? _prepared;

    /// <summary>Opens a connection, at most once in 30 s; never throws.</summary>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (!IsDue())
        {
            return;
        }

        try
        {
            using var response = await connection.GetAsync(_models, Limit, cancellationToken).ConfigureAwait(false);
            // Read to its end, the connection goes back to the pool.
            await response.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is BackendException or HttpRequestException or IOException or OperationCanceledException)
        {
            lock (_sync)
            {
                _prepared = null;
            }
        }
    }

    /// <returns>The time of a request on the connection that the one before opened.</returns>
    /// <exception cref="BackendException">The service or its model cannot be used.</exception>
    public async Task<TimeSpan> CheckAsync(CancellationToken cancellationToken)
    {
        await AskAsync(cancellationToken).ConfigureAwait(false);
        var start = time.GetTimestamp();
        await AskAsync(cancellationToken).ConfigureAwait(false);
        return time.GetElapsedTime(start);
    }

    private bool IsDue()
    {
        lock (_sync)
        {
            if (_prepared is { } last && time.GetElapsedTime(last) < Warm)
            {
                return false;
            }

            _prepared = time.GetTimestamp();
            return true;
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var response = await connection.GetAsync(_models, Limit, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            await RequireOtherThanAListAsync(response, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (ModelList.Read(await ReadAsync(response, cancellationToken).ConfigureAwait(false)) is { } models)
        {
            Require(models);
        }
    }

    /// <summary>A server of one's own need not have a list of models.</summary>
    private async Task RequireOtherThanAListAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented))
        {
            throw await connection.Failures.OfAsync(response, cancellationToken).ConfigureAwait(false);
        }

        await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw connection.Network.Of(error);
        }
    }

    private void Require(IReadOnlyList<string> models)
    {
        var model = connection.Service.Model;
        if (!ModelList.Has(models, model))
        {
            throw connection.Failures.Failure(
                BackendFault.Rejected,
                $"has no model '{model}'; it has {string.Join(", ", models.Take(20))}; check Model"
            );
        }
    }
}
