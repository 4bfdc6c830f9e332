/**
 * The ten statuses of a dossier as numbered in the national synchronisation (`TrangThaiHoSo`).
 * Names and numbers were seen in the code of running provincial systems; the transitions follow what those systems do.
 */
export const STATUSES = {
	filed: 1, // Mới đăng ký
	accepted: 2, // Được tiếp nhận
	refused: 3, // Không được tiếp nhận
	processing: 4, // Đang xử lý
	supplement: 5, // Yêu cầu bổ sung giấy tờ
	payment: 6, // Yêu cầu thực hiện nghĩa vụ tài chính
	withdrawn: 7, // Công dân yêu cầu rút hồ sơ
	stopped: 8, // Dừng xử lý
	resolved: 9, // Đã xử lý xong
	returned: 10 // Đã trả kết quả
} as const;

export type StatusName = keyof typeof STATUSES;
export type Status = (typeof STATUSES)[StatusName];

/** Where a dossier may go from each status. `none` is the state before the first event. */
const NEXT: Record<Status | 0, readonly Status[]> = {
	0: [1, 2, 3],
	1: [2, 3, 7],
	2: [4, 5, 7, 9],
	3: [],
	4: [5, 6, 7, 8, 9],
	5: [4, 7, 8],
	6: [4, 7, 8],
	7: [],
	8: [4, 7],
	9: [10],
	10: []
};

/** Statuses in which nobody works on the dossier any more. */
export function isClosed(status: Status | null): boolean {
	return status === 3 || status === 7 || status === 9 || status === 10;
}

/** Whether the national list knows the step from one status to the next; staying is always allowed. */
export function mayFollow(from: Status | null, to: Status): boolean {
	return from === to || NEXT[from ?? 0].includes(to);
}

/** Name of each status number. */
export const STATUS_NAMES = Object.fromEntries(
	Object.entries(STATUSES).map(([name, number]) => [number, name])
) as Readonly<Record<Status, StatusName>>;
