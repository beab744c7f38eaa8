using FsCheck;
using FsCheck.Fluent;
using LocalVoice.Core.Turns;

namespace LocalVoice.Core.Tests.Turns;

public sealed class TurnControllerProperties
{
    private static readonly Gen<Action<UserVoice>> Steps =
        from ms in Gen.Choose(1, 60)
        from loud in Gen.Elements(true, false)
        from probability in Gen.Elements(0.02f, 0.3f, 0.4f, 0.6f, 0.95f)
        from required in Gen.Elements(0, 0, 200, 500)
        select (Action<UserVoice>)(
            user =>
            {
                user.Hears(ms * 10, loud, probability);
                if (required > 0)
                {
                    user.Requires(required);
                }
            }
        );

    [Fact]
    public void Signals_come_only_in_the_order_of_the_state_machine() =>
        Holds(
            (_, user) =>
            {
                var previous = TurnSignal.Ended;
                foreach (var (signal, _) in user.Signals)
                {
                    var legal = signal switch
                    {
                        TurnSignal.Onset => previous is TurnSignal.Ended or TurnSignal.FalseStart,
                        TurnSignal.FalseStart => previous is TurnSignal.Onset,
                        TurnSignal.SpeechStarted => previous is TurnSignal.Onset,
                        TurnSignal.Dipped => previous is TurnSignal.SpeechStarted or TurnSignal.Resumed or TurnSignal.Recovered,
                        TurnSignal.Recovered => previous is TurnSignal.Dipped,
                        TurnSignal.Paused => previous
                            is TurnSignal.SpeechStarted
                                or TurnSignal.Resumed
                                or TurnSignal.Dipped
                                or TurnSignal.Recovered,
                        TurnSignal.Resumed => previous is TurnSignal.Paused,
                        TurnSignal.Ended => previous is TurnSignal.Paused,
                        _ => false,
                    };
                    if (!legal)
                    {
                        return false;
                    }

                    previous = signal;
                }

                return true;
            }
        );

    [Fact]
    public void The_last_voiced_sample_is_never_ahead_of_the_audio_nor_before_the_onset() =>
        Holds(
            (turns, user) =>
                turns.LastVoicedSample <= user.NowMs * 16 && (turns.State == UserState.Idle || turns.LastVoicedSample >= turns.OnsetSample)
        );

    [Fact]
    public void From_any_state_silence_and_a_requirement_lead_back_to_idle() =>
        Holds(
            (turns, user) =>
            {
                user.IsSilent(1000).Requires(500);
                return turns.State == UserState.Idle;
            }
        );

    private static void Holds(Func<TurnController, UserVoice, bool> property)
    {
        var walks = Gen.ListOf(Steps).Select(steps => steps.ToArray()).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                walks,
                steps =>
                {
                    var turns = new TurnController(new());
                    var user = new UserVoice(turns);
                    foreach (var step in steps)
                    {
                        step(user);
                    }

                    return property(turns, user);
                }
            )
        );
    }
}
