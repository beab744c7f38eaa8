namespace LocalVoice.Server.Telephony.Calls;

/// <summary>What a line tells about its caller, in order. Called by the line's own loops.</summary>
internal interface IPhoneListener
{
    /// <summary>Another piece of the caller's voice. Waits while the session does.</summary>
    /// <param name="voice">In <see cref="PhoneSettings.Format"/>, whole samples; may be changed, and is not kept.</param>
    ValueTask HearAsync(Memory<byte> voice, CancellationToken over);

    /// <summary>The caller has pressed a key: a digit, <c>*</c>, <c>#</c> or A…D.</summary>
    ValueTask PressAsync(char key, CancellationToken over);

    /// <summary>So much of the agent's item was played.</summary>
    /// <param name="ordinal">As in <see cref="Core.Sessions.ResponseAudio.Ordinal"/>.</param>
    ValueTask PlayedAsync(int ordinal, long sample, CancellationToken over);
}
