using System.Diagnostics;

namespace LocalVoice.Server.Http.Ffmpeg;

/// <summary>A run of ffmpeg: its input is written by one, its output read by one. Disposing it ends it.</summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    private const int LongestComplaint = 2048;

    private readonly Process _process;
    private readonly Task<string> _complaint;

    public FfmpegProcess(Process process)
    {
        _process = process;
        _complaint = ComplaintAsync(process);
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <returns>False once the program reads no more: it has ended, or has read enough.</returns>
    public async Task<bool> TryWriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>There is no more input.</summary>
    public void EndInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>Once it has ended: whether it failed, and what it wrote of that, which may have words of the input.</summary>
    public async Task<(bool Failed, string Complaint)> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode != 0, await _complaint);
    }

    public void End()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await _complaint;
        _process.Dispose();
    }

    private static async Task<string> ComplaintAsync(Process process)
    {
        var kept = new char[LongestComplaint];
        var length = await process.StandardError.ReadBlockAsync(kept);
        var rest = new char[LongestComplaint];
        while (await process.StandardError.ReadAsync(rest) > 0)
        {
            // Read, or it would wait.
        }

        return new(kept, 0, length);
    }
}
