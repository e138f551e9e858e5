export const größe = "🚀"; /** Ruft 🚀 niemanden: @autometrics   Objective=api */ export function f() {}
	/** Behind a tab. @autometrics objective=API */ export function g() {}
