using System.Threading.Channels;

namespace LocalVoice.Core.Responses;

/// <summary>Takes the place of the language model where the words of a response are given.</summary>
internal static class GivenText
{
    public static async Task RunAsync(string text, ChannelWriter<string> words, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await words.WriteAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            words.TryComplete(failure);
        }
    }
}
