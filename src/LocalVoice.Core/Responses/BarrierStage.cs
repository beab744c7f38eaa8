using System.Threading.Channels;

namespace LocalVoice.Core.Responses;

/// <summary>Passes items on only after the input has completed: a stage of the sequential baseline.</summary>
internal static class BarrierStage
{
    public static async Task RunAsync<T>(ChannelReader<T> reader, ChannelWriter<T> writer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var held = new List<T>();
            await foreach (var item in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                held.Add(item);
            }

            foreach (var item in held)
            {
                await writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            writer.TryComplete(failure);
        }
    }
}
