using System.IO.Pipes;
using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Engines.Piper.Phonemes.Isolation;

namespace LocalVoice.Engines.Piper.Tests.Phonemes.Isolation;

/// <summary>A phonemizer's process without a process: a thread on two pipes that speaks, ends or hangs as it is told.</summary>
internal sealed class ScriptedProcess : IPhonemizerProcess
{
    private readonly AnonymousPipeServerStream _requests = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _replies = new(PipeDirection.In);
    private readonly TaskCompletionSource _killed = new();
    private readonly Func<PhonemizerRequest, Act> _script;

    /// <param name="script">Decides by request.</param>
    public ScriptedProcess(Func<PhonemizerRequest, Act> script)
    {
        _script = script;
        var input = new AnonymousPipeClientStream(PipeDirection.In, _requests.ClientSafePipeHandle);
        var output = new AnonymousPipeClientStream(PipeDirection.Out, _replies.ClientSafePipeHandle);
        new Thread(() => Serve(input, output)) { IsBackground = true }.Start();
    }

    public enum Act
    {
        Speak,
        End,
        Hang,
        Garbage,
        Excess,
    }

    /// <summary>Whether it was ended from outside.</summary>
    public bool IsKilled => _killed.Task.IsCompleted;

    /// <summary>Completes when a request hangs.</summary>
    public TaskCompletionSource Hanging { get; } = new();

    public Stream Requests => _requests;

    public Stream Replies => _replies;

    public void Kill() => _killed.TrySetResult();

    public string Ending() => "ended with exit code 134";

    public void Dispose()
    {
        Kill();
        _requests.Dispose();
        _replies.Dispose();
    }

    private void Serve(Stream input, Stream output)
    {
        using (input)
        using (output)
        {
            while (PhonemizerFrame.Read(input) is { } message)
            {
                var request = PhonemizerRequest.Of(message);
                switch (_script(request))
                {
                    case Act.End:
                        return;
                    case Act.Hang:
                        Hanging.TrySetResult();
                        _killed.Task.Wait();
                        return;
                    case Act.Garbage:
                        PhonemizerFrame.Write(output, []);
                        break;
                    case Act.Excess:
                        PhonemizerFrame.Write(output, [.. Reply(request), 0]);
                        break;
                    default:
                        PhonemizerFrame.Write(output, Reply(request));
                        break;
                }
            }
        }
    }

    private static byte[] Reply(PhonemizerRequest request) =>
        request.Kind switch
        {
            PhonemizerRequestKind.Describe => PhonemizerReply.Description("1.51", "/data"),
            PhonemizerRequestKind.Knows => PhonemizerReply.Knows(true),
            var kind => PhonemizerReply.Clauses([new Clause($"{kind}:{request.Text}", '.', false)]),
        };
}
