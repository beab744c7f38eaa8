using LocalVoice.Simulation.Servers;
using Microsoft.AspNetCore.Http;

namespace LocalVoice.Simulation.OpenAI.Responses;

/// <summary>Writes a response piece by piece, as its fault allows.</summary>
/// <param name="error">What an error amid the response looks like.</param>
internal sealed class FaultedBody(HttpContext context, Fault fault, ReadOnlyMemory<byte> error, TimeProvider time)
{
    /// <summary>No protocol of these services allows it: not UTF-8, and half an object.</summary>
    private static readonly byte[] Garbage = [.. "data: {\"choices\":[{\"del"u8, 0xff, 0x00, 0xfe, .. "\n\n"u8];

    private static readonly TimeSpan TimePerDrop = TimeSpan.FromSeconds(1);

    private int _words;
    private bool _struck;

    /// <returns>Whether the response goes on.</returns>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> piece, bool isWord, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (isWord && !await BeforeWordAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (_struck)
        {
            await DripAsync(piece, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await SendAsync(piece, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>A fault that was to come after more words than there are strikes before the response's end.</summary>
    /// <returns>Whether the response ends as it should.</returns>
    public async Task<bool> BeforeEndAsync(CancellationToken cancellationToken) =>
        _struck || await StrikeAsync(cancellationToken).ConfigureAwait(false);

    private async Task<bool> BeforeWordAsync(CancellationToken cancellationToken) =>
        _words++ != fault.After || await StrikeAsync(cancellationToken).ConfigureAwait(false);

    private async Task<bool> StrikeAsync(CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.Stall:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
                return false;
            case FaultKind.CloseAmid:
                BrokenOffException.BreakOff(context);
                return false;
            case FaultKind.ErrorAmid:
                await SendAsync(error, cancellationToken).ConfigureAwait(false);
                return false;
            case FaultKind.Garbage:
                await SendAsync(Garbage, cancellationToken).ConfigureAwait(false);
                return false;
            case FaultKind.SlowDrip:
                _struck = true;
                return true;
            default:
                return true;
        }
    }

    private async Task DripAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellationToken)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            await Task.Delay(TimePerDrop, time, cancellationToken).ConfigureAwait(false);
            await SendAsync(piece.Slice(i, 1), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
