use super::*;
pub fn compose(_c:&mut Company,_k:&Calendar,_h:&mut Chance){}
